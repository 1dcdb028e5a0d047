// Rules for the page's sources; how they are laid out is Prettier's.
import vue from "eslint-plugin-vue";
import typescript from "typescript-eslint";

export default typescript.config(
  typescript.configs.strict,
  vue.configs["flat/recommended-error"],
  {
    files: ["**/*.vue"],
    languageOptions: { parserOptions: { parser: typescript.parser } },
  },
  {
    rules: {
      // A place in a list that was just counted is there.
      "@typescript-eslint/no-non-null-assertion": "off",
      "vue/multi-word-component-names": "off",
      "vue/require-default-prop": "off", // the types say which may be absent
      // Prettier's.
      "vue/html-indent": "off",
      "vue/html-self-closing": "off",
      "vue/html-closing-bracket-newline": "off",
      "vue/max-attributes-per-line": "off",
      "vue/singleline-html-element-content-newline": "off",
      "vue/multiline-html-element-content-newline": "off",
      "vue/first-attribute-linebreak": "off",
    },
  },
  { ignores: ["src/client/schema.d.ts"] },
);
