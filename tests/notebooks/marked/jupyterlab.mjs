// Markdown cells as JupyterLab shows them: formulas are cut out, marked renders, formulas return.
// Takes the address of marked as its argument and a JSON list of sources on standard input.
import { readFileSync } from "node:fs";

const { marked } = await import(process.argv[2]);

const CODE_DOLLAR = "\uf8f0";
const FENCES = /^(`{3,}|~{3,})[^`\n]*\n[^]*?^\1[`~]*$/gm;
const SPANS = /(?<![\\`])(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g;
const OPENING = /\\\\[([]|\\begin\{[a-z]*\*?\}|\$\$?/iy;
const STEP = /\n\s*\n|\\(?:begin|end)\{[a-z]*\*?\}|\\\\[()[\]]|\\[{}$]|\$\$?|[^]/iy;
const ESCAPED = /\\[{}$]/y;

function at(pattern, text, position) {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0] ?? "";
}

function closing(opening) {
  if (opening.startsWith("\\begin")) return opening.replace("\\begin", "\\end");
  return { "\\\\(": "\\\\)", "\\\\[": "\\\\]" }[opening] ?? opening;
}

// A formula ends at its closing mark outside braces, else at the last one within them; a blank
// line or the end of the cell stops the search.
function endOfFormula(text, position, mark) {
  let depth = 0;
  let inBraces = 0;
  while (position < text.length) {
    const step = at(STEP, text, position);
    if (/^\n\s*\n$/.test(step)) break;
    position += step.length;
    if (step === mark && !depth) return { end: position };
    if (step === mark) inBraces = position;
    if (step === "{") depth += 1;
    if (step === "}" && depth) depth -= 1;
  }
  return { end: inBraces, searched: position };
}

function cutOut(source) {
  const hidden = (code) => code.replaceAll("$", CODE_DOLLAR);
  const text = source.replace(/\r\n?/g, "\n").replace(FENCES, hidden).replace(SPANS, hidden);
  const formulas = [];
  let rest = "";
  let position = 0;
  while (position < text.length) {
    const opening = at(OPENING, text, position);
    const start = position + opening.length;
    const { end, searched } = opening ? endOfFormula(text, start, closing(opening)) : {};
    if (end) {
      formulas.push({ tex: text.slice(position, end), display: !/^(\$(?!\$)|\\\\\()/.test(opening) });
      rest += `@@${formulas.length - 1}@@`;
      position = end;
    } else {
      // Where nothing closes it, the marks up to the blank line are plain text.
      const step = opening ? searched : position + (at(ESCAPED, text, position).length || 1);
      rest += text.slice(position, step);
      position = step;
    }
  }
  return { rest: rest.replaceAll(CODE_DOLLAR, "$"), formulas };
}

function rendered(source) {
  const { rest, formulas } = cutOut(source);
  const html = marked.parse(rest, { gfm: true, breaks: false, async: false });
  return html.replace(/@@(\d+)@@/g, (mark, number) => {
    const formula = formulas[Number(number)];
    if (!formula) return mark;
    const tex = formula.tex.replaceAll(CODE_DOLLAR, "$");
    const text = tex.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
    return `<x-math${formula.display ? " display" : ""}>${text}</x-math>`;
  });
}

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(rendered)));
