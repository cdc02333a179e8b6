import type { Plugin } from "vite";

export function protocols(): Plugin;
export function smallEngine(): Plugin;
