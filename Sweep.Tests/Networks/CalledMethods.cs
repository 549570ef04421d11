using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Emit;

namespace Sweep.Tests.Networks;

/// <summary>Reads from a method's code which methods it calls.</summary>
internal static class CalledMethods
{
    private const byte TwoBytes = 0xFE;

    private static readonly Dictionary<short, OpCode> _codes = typeof(OpCodes).GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>The methods that a method's own code names; none if it has no code.</summary>
    public static IReadOnlyList<MethodBase> Of(MethodBase method)
    {
        var called = new List<MethodBase>();
        ReadOnlySpan<byte> code = method.GetMethodBody()?.GetILAsByteArray();
        while (!code.IsEmpty)
        {
            var operation = Next(ref code);
            if (operation.OperandType is OperandType.InlineMethod
                && Resolve(method, BinaryPrimitives.ReadInt32LittleEndian(code)) is { } one)
            {
                called.Add(one);
            }

            code = code[Width(operation.OperandType, code)..];
        }

        return called;
    }

    private static OpCode Next(ref ReadOnlySpan<byte> code)
    {
        var (width, value) = code[0] == TwoBytes ? (2, BinaryPrimitives.ReadInt16BigEndian(code)) : (1, code[0]);
        code = code[width..];
        return _codes[value];
    }

    private static MethodBase? Resolve(MethodBase method, int token) => method.Module.ResolveMethod(
        token,
        method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null,
        method.IsGenericMethod ? method.GetGenericArguments() : null);

    /// <summary>Bytes of an operation's operand.</summary>
    private static int Width(OperandType type, ReadOnlySpan<byte> operand) => type switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => sizeof(int) * (1 + BinaryPrimitives.ReadInt32LittleEndian(operand)),
        _ => 4,
    };
}
