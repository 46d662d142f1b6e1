/**
 * A text control that the browser, not React, owns while someone types: an input method's unfinished characters are
 * never overwritten, and a value that comes from outside (undo, another file) replaces the text as soon as it differs.
 */
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { FieldKind, Value } from "../backend";
import { read, show, showResting, tidyLine } from "./codec";

type TextControl = HTMLInputElement | HTMLTextAreaElement;

export interface TypedText<E extends TextControl> {
  ref: RefObject<E | null>;
  defaultValue: string;
  onFocus: () => void;
  onInput: () => void;
  onCompositionStart: () => void;
  onCompositionEnd: () => void;
  onBlur: () => void;
}

/** Who hears of what is typed. */
export interface Told {
  /** At each key. */
  onTyped: () => void;
  /** The control was left after something was typed in it: what stood there then, and what is kept. */
  onLeft: (typed: string, kept: Value | null) => void;
}

export function useTypedText<E extends TextControl>(
  kind: FieldKind,
  value: Value | undefined,
  commit: (value: Value | null) => void,
  told?: Told,
): TypedText<E> {
  const ref = useRef<E>(null);
  const composing = useRef(false);
  const isTouched = useRef(false);
  const kept = useRef<Value | null>(value ?? null);
  const latest = useRef<Value | null>(null);
  latest.current = value ?? null;

  /** Shows a value that came from outside. */
  const follow = () => {
    if (composing.current || latest.current === kept.current || !ref.current) return;
    kept.current = latest.current;
    const isWriting = document.activeElement === ref.current;
    ref.current.value = (isWriting ? show : showResting)(kind, kept.current ?? undefined);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the value or its kind is another one
  useEffect(follow, [kind, value]);

  const take = (isFinal: boolean) => {
    if (composing.current || !ref.current) return;
    const resting = showResting(kind, kept.current ?? undefined);
    const isMasked = resting !== show(kind, kept.current ?? undefined);
    // What is masked was not typed, and what nobody typed in stays as it is.
    if (ref.current.value === resting && (isMasked || !isFinal || !isTouched.current)) return;
    const { fits, keep } = read(kind, isFinal ? tidyLine(kind, ref.current.value) : ref.current.value);
    if ((!fits && !isFinal) || keep === kept.current) return;
    kept.current = keep;
    commit(keep);
  };

  const takeLast = useRef(take);
  takeLast.current = take;
  // A row that scrolls out of a long table, or a section that is left, takes its text along.
  useLayoutEffect(() => () => takeLast.current(true), []);

  return {
    ref,
    defaultValue: showResting(kind, value),
    onFocus: () => {
      const whole = show(kind, kept.current ?? undefined);
      if (ref.current && showResting(kind, kept.current ?? undefined) !== whole) ref.current.value = whole;
    },
    onInput: () => {
      isTouched.current = true;
      told?.onTyped();
      take(false);
    },
    onCompositionStart: () => {
      composing.current = true;
    },
    onCompositionEnd: () => {
      composing.current = false;
      const before = kept.current;
      take(false);
      // A word that was given up changes nothing: what came from outside meanwhile is shown now.
      if (kept.current === before) follow();
    },
    onBlur: () => {
      composing.current = false;
      const typed = ref.current?.value ?? "";
      take(true);
      if (ref.current && kind.kind !== "long_text") {
        ref.current.value = showResting(kind, kept.current ?? undefined);
      }
      if (isTouched.current) told?.onLeft(typed, kept.current);
      isTouched.current = false;
    },
  };
}
