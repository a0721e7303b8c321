import path from 'node:path';
import { type Node, type SourceFile, SyntaxKind } from 'typescript/unstable/ast';
import {
  isCallExpression,
  isNewExpression,
  isPropertyAssignment,
  isStringLiteral,
  isTemplateExpression,
} from 'typescript/unstable/ast/is';
import { API, type Checker } from 'typescript/unstable/sync';

/** A text in quotes or backticks, where any text may stand: no name that the types list. */
export interface Literal {
  readonly file: string;
  readonly line: number;
  /** A template's slots as `{}`. */
  readonly text: string;
  /** Properties and functions that it stands in, from the inside out. */
  readonly inside: readonly string[];
}

/** A call of `l10n.t`. */
export interface TextCall {
  readonly file: string;
  readonly line: number;
  /** The message; undefined where it is no plain literal. */
  readonly message: string | undefined;
  /** How many values follow the message; undefined where a list of them is spread. */
  readonly values: number | undefined;
  /** Whether it is evaluated when the file is loaded, before the language is known. */
  readonly early: boolean;
}

/** What the texts of some files are. */
export interface Texts {
  readonly literals: readonly Literal[];
  readonly calls: readonly TextCall[];
}

/** Where a literal is code of its own kind: an address, a name to compare with, a type. */
const isCode = ({ parent }: Node): boolean =>
  [
    SyntaxKind.ImportDeclaration,
    SyntaxKind.ExportDeclaration,
    SyntaxKind.LiteralType,
    SyntaxKind.CaseClause,
    SyntaxKind.ElementAccessExpression,
    SyntaxKind.ImportType,
  ].includes(parent.kind);

const comparisons = [SyntaxKind.EqualsEqualsEqualsToken, SyntaxKind.ExclamationEqualsEqualsToken, SyntaxKind.InKeyword];

const isCompared = ({ parent }: Node): boolean => {
  const { operatorToken } = parent as { readonly operatorToken?: Node };
  return operatorToken !== undefined && comparisons.includes(operatorToken.kind);
};

const parentsOf = (node: Node): readonly (readonly [parent: Node, child: Node])[] =>
  node.parent ? [[node.parent, node], ...parentsOf(node.parent)] : [];

const toInside = (node: Node): readonly string[] =>
  parentsOf(node).flatMap(([parent, child]) => {
    if (isPropertyAssignment(parent) && child !== parent.name) return parent.name.getText();
    return (isCallExpression(parent) || isNewExpression(parent)) && child !== parent.expression
      ? parent.expression.getText()
      : [];
  });

/** Whether the types let only some words stand here. */
const isListed = (checker: Checker, node: Node): boolean => {
  const wanted = checker.getContextualType(node as Parameters<Checker['getContextualType']>[0]); // It is an expression.
  return wanted !== undefined && !/\b(string|unknown|any|object)\b/u.test(checker.typeToString(wanted));
};

const toText = (node: Node): string | undefined => {
  if (isStringLiteral(node) || node.kind === SyntaxKind.NoSubstitutionTemplateLiteral)
    return (node as { readonly text?: string }).text;
  return isTemplateExpression(node)
    ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{}')
    : undefined;
};

const functions = [SyntaxKind.ArrowFunction, SyntaxKind.FunctionDeclaration, SyntaxKind.MethodDeclaration];

const toCall = (node: Node): Omit<TextCall, 'file' | 'line'> | undefined => {
  if (!isCallExpression(node) || node.expression.getText() !== 'l10n.t') return undefined;
  const [message, ...values] = node.arguments;
  return {
    message: message && isStringLiteral(message) ? message.text : undefined,
    values: values.some(({ kind }) => kind === SyntaxKind.SpreadElement) ? undefined : values.length,
    early: !parentsOf(node).some(([parent]) => functions.includes(parent.kind)),
  };
};

/** Whether a literal is what `l10n.t` is given to translate. */
const isMessage = (node: Node): boolean =>
  isCallExpression(node.parent) && node.parent.arguments[0] === node && toCall(node.parent) !== undefined;

const findIn = (source: SourceFile, file: string, checker: Checker): Texts => {
  const found: { readonly literals: Literal[]; readonly calls: TextCall[] } = { literals: [], calls: [] };
  const lineOf = (node: Node): number => source.text.slice(0, node.getStart()).split('\n').length;
  const walk = (node: Node): void => {
    const text = toText(node);
    if (
      text !== undefined &&
      /\p{L}/u.test(text) &&
      !isMessage(node) &&
      !isCode(node) &&
      !isCompared(node) &&
      !isListed(checker, node)
    )
      found.literals.push({ file, line: lineOf(node), text, inside: toInside(node) });
    const call = toCall(node);
    if (call) found.calls.push({ file, line: lineOf(node), ...call });
    node.forEachChild(walk);
  };
  walk(source);
  return found;
};

/** Reads the texts of files, given from the root of the project, as the compiler sees them. */
export const readTexts = (root: string, files: readonly string[]): Texts => {
  const api = new API({ cwd: root });
  try {
    const [project] = api.updateSnapshot({ openProject: path.join(root, 'tsconfig.json') }).getProjects();
    const all = files.map((file) => {
      const source = project?.program.getSourceFile(path.join(root, file));
      if (!project || !source) throw new Error(`${file} is not in tsconfig.json.`);
      return findIn(source, file, project.checker);
    });
    return { literals: all.flatMap(({ literals }) => literals), calls: all.flatMap(({ calls }) => calls) };
  } finally {
    api.close();
  }
};
