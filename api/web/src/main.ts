// The page's start: router, words in two languages, the shell.
import "element-plus/theme-chalk/base.css";
import "element-plus/theme-chalk/dark/css-vars.css";
import "./style/base.css";

import { createApp } from "vue";

import Shell from "@/parts/Shell.vue";
import { i18n } from "@/words";
import { router } from "@/router";

createApp(Shell).use(router).use(i18n).mount("#app");
