const hexColour = /(?:^|[\s:,(])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})(?=$|[\s;,)])/i;
const functionColour = /\b(?:rgb|hsl)a?\s*\(|\b(?:oklch|oklab|hwb)\s*\(/i;

/**
 * Components take colours from the design tokens, so that night shift, drill frame and contrast stay in one place.
 * @type {import('eslint').Rule.RuleModule}
 */
export const inlineColour = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { colour: '组件内不得写颜色值（{{found}}）：请使用设计变量 var(--…)。Use a design token.' },
  },
  create(context) {
    const inspect = (node, text) => {
      const attribute = node.parent?.type === 'JSXAttribute' ? node.parent.name.name : undefined;
      if (attribute === 'href' || attribute === 'xlinkHref') return;
      const found = hexColour.exec(text) ?? functionColour.exec(text);
      if (found) context.report({ node, messageId: 'colour', data: { found: found[0].trim() } });
    };
    return {
      TemplateElement: (node) => inspect(node, node.value.raw),
      Literal(node) {
        if (typeof node.value === 'string') inspect(node, node.value);
      },
    };
  },
};
