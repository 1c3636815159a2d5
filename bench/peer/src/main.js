import "./main.css";

import kit from "@bitrix24/b24ui-nuxt/vue-plugin";
import { createApp } from "vue";
import App from "./App.vue";

createApp(App).use(kit).mount("#app");
