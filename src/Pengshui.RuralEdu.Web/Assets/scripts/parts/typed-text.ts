// Typed text as the server understands it (Core/Common/TypedText.cs): one table of examples is held against both.

// What cannot be meant: halves of pairs, non-characters, control characters but tab and line feed, invisible formatting but joiners.
const DROPPED = /(?![\t\n\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/gu;
const LINE_END = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;
// Spaces, marks that combine with nothing, joiners and fillers leave a field as empty as it was.
const UNSEEN = /^[\s\p{Z}\p{Cf}\p{Mn}\p{Me}\u115F\u1160\u2800\u3164\uFFA0]*$/u;

/** Several lines, clean and without space around them; empty where nothing that can be seen is left. */
export function typedLines(text: string): string {
  const clean = text.replace(LINE_END, "\n").replace(DROPPED, "").trim();
  return UNSEEN.test(clean) ? "" : clean;
}

/** The same for what stands in one line. */
export function typedLine(text: string): string {
  return typedLines(text).replace(/[\n\t]/g, " ");
}

/** How many characters count against a limit. */
export function typedLength(text: string): number {
  return typedLines(text).length;
}
