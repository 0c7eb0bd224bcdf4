const limit = 300;
const reason = /over 300 lines:\s*\S.{11,}/i;

/**
 * A file holds one idea. Above 300 lines of code (blank lines and comments do not count) its first comment must
 * give the reason: `over 300 lines: one table of the law, splitting would hide gaps`, as a block comment.
 * @type {import('eslint').Rule.RuleModule}
 */
export const fileLength = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      long: '本文件有 {{count}} 行代码（上限 300）：请按一个想法拆分，或在文件开头写明原因 /* over 300 lines: … */。',
    },
  },
  create(context) {
    return {
      'Program:exit'(node) {
        const { sourceCode } = context;
        const lines = new Set();
        for (const token of sourceCode.ast.tokens) {
          for (let line = token.loc.start.line; line <= token.loc.end.line; line += 1) lines.add(line);
        }
        if (lines.size <= limit) return;
        const firstToken = sourceCode.ast.tokens[0];
        const explained = sourceCode
          .getAllComments()
          .some((comment) => comment.range[1] <= (firstToken?.range[0] ?? 0) && reason.test(comment.value));
        if (!explained) {
          context.report({ loc: { line: limit + 1, column: 0 }, node, messageId: 'long', data: { count: String(lines.size) } });
        }
      },
    };
  },
};
