namespace Sweep.Model.Configuration;

/// <summary>Declares the value of an option in checkpoints that were written before the option existed.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ValueInOlderCheckpointsAttribute(object value) : Attribute
{
    public object Value => value;
}
