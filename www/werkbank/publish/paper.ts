// The readable protocol on paper: as it is printed from the page, and as the document that is handed over.

export interface Named {
  /** Above every sheet. */
  readonly name: string;
  /** Below every sheet: which text this is. */
  readonly digest: string | null;
}

/** Of a digest, as much as tells two texts apart on paper; the whole stands on the first sheet. */
const SHORT = 16;

/** A text between quotes in a style that may stand in a page. */
function quoted(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} .,:@()-]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16) ?? "20"} `)}"`;
}

export function paper({ name, digest }: Named): string {
  return `@page{size:A4;margin:22mm 18mm 20mm;@top-left{content:${quoted(name)};font:9pt system-ui,sans-serif;color:#333}@bottom-left{content:${quoted(digest === null ? "zonder kenmerk: nog niet zonder fouten" : `kenmerk ${digest.replace(/^.*:/, "").slice(0, SHORT)}`)};font:9pt system-ui,sans-serif;color:#333}@bottom-right{content:"bladzijde " counter(page) " van " counter(pages);font:9pt system-ui,sans-serif;color:#333}}
@page:first{@top-left{content:none}}
@media print{:root{color-scheme:light}
body{background:#fff;color:#000;font-size:10.5pt;line-height:1.4;margin:0;max-width:none;padding:0}
.readable{max-width:none}
.readable :is(p,ul,ol,dl){max-width:none;orphans:3;widows:3}
.readable :is(h2,h3,h4){break-after:avoid;color:#000}
.readable h2{font-size:18pt}
.readable h3{border-bottom:1px solid #767676;font-size:14pt;margin:18pt 0 6pt;padding-bottom:2pt}
.readable h4{font-size:11.5pt;margin:10pt 0 2pt}
.readable li li,.readable ul>li,.readable .patient,.readable .about{break-inside:avoid}
.readable p:has(+:is(ul,ol)){break-after:avoid}
.readable h4+p{break-before:avoid}
.readable .id{display:none}
.readable :is(.url,code){overflow-wrap:anywhere}
.readable :is(.range,.sources,.url,.meta,.own){color:#333}
.readable mark{background:#fff3bf;color:#000;-webkit-print-color-adjust:exact;print-color-adjust:exact;text-decoration:underline;text-decoration-thickness:1px}
}`;
}
