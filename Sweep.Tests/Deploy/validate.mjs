// node validate.mjs compose|kubernetes FILE...: checks files against the published schemas. Prints one line for each mistake, and ends with 1 if it found any.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Ajv from 'ajv';
import ts from 'typescript';
import { parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const problems = [];

// Reads YAML as the tool itself does: Docker with merges, kubectl as YAML 1.1, in which 'on' is true and 0440 is octal.
function read(file, options) {
  return parseAllDocuments(readFileSync(file, 'utf8'), options).flatMap(document => {
    problems.push(...document.errors.map(error => `${file}: ${error.message.split('\n')[0]}`));
    return document.errors.length > 0 ? [] : [document.toJS()];
  });
}

function checkCompose(file) {
  const schema = JSON.parse(readFileSync(join(here, 'node_modules/dclint/schemas/compose.schema.json'), 'utf8'));
  // The schema refers to an address that the validator knows under another address.
  delete schema.$schema;
  // The schema's formats, such as that of a port, are names without a definition.
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  const validate = ajv.compile(schema);
  for (const value of read(file, { merge: true })) {
    if (!validate(value)) {
      problems.push(...validate.errors.map(error => `${file}: ${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`));
    }
  }
}

// Returns the module that knows a kind, and the name of its class and type there.
function moduleOf({ apiVersion, kind }) {
  const library = apiVersion?.includes('monitoring.coreos.com') ? '@kubernetes-models/prometheus-operator' : 'kubernetes-models';
  return `${library}/${apiVersion}/${kind}`;
}

// Checks values: kinds, required keys, enumerations, formats.
function checkValues(file, value) {
  try {
    new (require(moduleOf(value))[value.kind])(value).validate();
    return true;
  } catch (error) {
    const isUnknown = error.code === 'MODULE_NOT_FOUND' || error.code === 'ERR_PACKAGE_PATH_NOT_EXPORTED';
    problems.push(`${file}: ${value.kind} ${isUnknown ? `of ${value.apiVersion} is in no schema` : error.message}`);
    return !isUnknown;
  }
}

// Checks for unknown keys. The validators above ignore them, and the API server drops or refuses them. TypeScript refuses them in a literal.
function checkKeys(objects) {
  const lines = objects.flatMap(({ value }, index) => [
    `import { I${value.kind} as Type${index} } from "${moduleOf(value)}";`,
    `export const object${index}: Type${index} = ${JSON.stringify(value)};`,
  ]);
  const name = join(here, 'objects.ts');
  const options = { noEmit: true, strict: true, skipLibCheck: true, types: [], module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Node10 };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = path => path === name || fileExists(path);
  host.getSourceFile = (path, ...rest) => path === name ? ts.createSourceFile(path, lines.join('\n'), ts.ScriptTarget.Latest, true) : getSourceFile(path, ...rest);
  for (const found of ts.getPreEmitDiagnostics(ts.createProgram([name], options, host))) {
    const line = found.file?.getLineAndCharacterOfPosition(found.start).line ?? 0;
    const { file, value } = objects[Math.floor(line / 2)];
    problems.push(`${file}: ${value.kind} ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`);
  }
}

function checkKubernetes(files) {
  const objects = files.flatMap(file => read(file, { version: '1.1', merge: true }).map(value => ({ file, value })));
  checkKeys(objects.filter(({ file, value }) => checkValues(file, value)));
}

const [kind, ...files] = process.argv.slice(2);
if (kind === 'compose') files.forEach(checkCompose); else checkKubernetes(files);
problems.forEach(problem => console.log(problem));
process.exitCode = problems.length > 0 ? 1 : 0;
