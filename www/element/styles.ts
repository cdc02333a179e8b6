// The looks of the element, as constructable style sheets: a strict content policy allows them.
import { advice } from "./style/advice";
import { base } from "./style/base";
import { layout } from "./style/layout";
import { print } from "./style/print";
import { questions } from "./style/questions";
import { tokens } from "./style/tokens";

export const styles = [tokens, base, questions, advice, layout, print];
