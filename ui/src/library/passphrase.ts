/** Shorter ones are refused when a passphrase is chosen. */
const SHORTEST = 8;

/** What is wrong with a new passphrase that was typed twice; null: nothing. */
export function problemWith(passphrase: string, repeated: string): string | null {
  if (passphrase !== "" && [...passphrase].length < SHORTEST) return `口令至少 ${SHORTEST} 个字符。`;
  return passphrase === repeated ? null : "两次输入的口令不一致。";
}
