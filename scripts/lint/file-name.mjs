import path from 'node:path';

const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/;
const pascal = /^[A-Z][A-Za-z0-9]*(?:\.(?:test|stories))?$/;
const emptyWords = /(?:^|-)(?:utils?|helpers?|common|managers?)$/;

/**
 * Names say the domain word. `utils`, `helpers`, `common` and `manager` say nothing, so things pile up in them.
 * @type {import('eslint').Rule.RuleModule}
 */
export const fileName = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      form: '文件名“{{name}}”应为 kebab-case（React 组件为 PascalCase.tsx）。Rename the file.',
      empty: '名称“{{name}}”没有含义：请改用领域词。The name says nothing; use the domain word.',
    },
  },
  create(context) {
    return {
      Program(node) {
        const relative = path.relative(context.cwd, context.filename);
        const parts = relative.split(path.sep);
        const extension = path.extname(relative);
        // Tools look for their settings under a leading dot.
        const base = path.basename(relative, extension).replace(/^\./, '');
        const fits = kebab.test(base) || (extension === '.tsx' && pascal.test(base));
        if (!fits) context.report({ node, messageId: 'form', data: { name: `${base}${extension}` } });
        for (const part of [...parts.slice(0, -1), base.split('.')[0] ?? '']) {
          if (emptyWords.test(part.toLowerCase())) context.report({ node, messageId: 'empty', data: { name: part } });
        }
      },
    };
  },
};
