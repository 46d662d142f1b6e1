/**
 * A text control that the browser, not React, owns while someone types: an input method's unfinished characters are
 * never overwritten, and a value that comes from outside (undo, another file) replaces the text as soon as it differs.
 */
import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import type { FieldKind, Value } from "../backend";
import { read, show, showResting } from "./codec";

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

export function useTypedText<E extends TextControl>(
  kind: FieldKind,
  value: Value | undefined,
  commit: (value: Value | null) => void,
): TypedText<E> {
  const ref = useRef<E>(null);
  const composing = useRef(false);
  const kept = useRef<Value | null>(value ?? null);

  useEffect(() => {
    const incoming = value ?? null;
    if (composing.current || incoming === kept.current || !ref.current) return;
    kept.current = incoming;
    const isWriting = document.activeElement === ref.current;
    ref.current.value = isWriting ? show(kind, value) : showResting(kind, value);
  }, [kind, value]);

  const take = (isFinal: boolean) => {
    if (composing.current || !ref.current) return;
    // What is masked was not typed.
    if (ref.current.value === showResting(kind, kept.current ?? undefined)) return;
    const { fits, keep } = read(kind, ref.current.value);
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
    onInput: () => take(false),
    onCompositionStart: () => {
      composing.current = true;
    },
    onCompositionEnd: () => {
      composing.current = false;
      take(false);
    },
    onBlur: () => {
      composing.current = false;
      take(true);
      if (ref.current && kind.kind !== "text" && kind.kind !== "long_text") {
        ref.current.value = showResting(kind, kept.current ?? undefined);
      }
    },
  };
}
