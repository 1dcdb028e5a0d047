// Every screen and its address. What a screen shows stands in the address, so that a link brings it back.
import { createRouter, createWebHistory, type RouteRecordRaw } from "vue-router";

import AskScreen from "@/screens/ask/AskScreen.vue";

const routes: RouteRecordRaw[] = [
  { path: "/", name: "ask", component: AskScreen },
  {
    path: "/policies",
    name: "policies",
    component: () => import("@/screens/policies/PoliciesScreen.vue"),
  },
  {
    path: "/policies/compare",
    name: "compare",
    component: () => import("@/screens/policies/CompareScreen.vue"),
  },
  {
    path: "/policies/:id",
    name: "policy",
    component: () => import("@/screens/policies/PolicyScreen.vue"),
    props: true,
  },
  { path: "/matrix", name: "matrix", component: () => import("@/screens/matrix/MatrixScreen.vue") },
  { path: "/graph", name: "graph", component: () => import("@/screens/graph/GraphScreen.vue") },
  {
    path: "/indicators",
    name: "indicators",
    component: () => import("@/screens/indicators/IndicatorsScreen.vue"),
  },
  {
    path: "/lessons",
    name: "lessons",
    component: () => import("@/screens/lessons/LessonsScreen.vue"),
  },
  {
    path: "/lessons/:id",
    name: "lesson",
    component: () => import("@/screens/lessons/LessonScreen.vue"),
    props: true,
  },
  {
    path: "/library",
    name: "library",
    component: () => import("@/screens/library/LibraryScreen.vue"),
  },
  {
    path: "/read/:document",
    name: "read",
    component: () => import("@/screens/read/ReadScreen.vue"),
    props: true,
  },
  { path: "/:rest(.*)*", name: "lost", component: () => import("@/screens/LostScreen.vue") },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.name === from.name ? false : { top: 0 }),
});

/** Screens in the order in which the head of the page leads to them. */
export const LED_TO = [
  "ask",
  "policies",
  "matrix",
  "graph",
  "indicators",
  "lessons",
  "library",
] as const;
