import type { Plugin } from "vite";

export function practiceLists(): Plugin;
