import { useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Field } from "../backend";
import type { Row } from "../draft/apply";
import { wrongRows } from "../draft/findings";
import { JumpContext } from "../draft/jump";
import { readPath } from "../draft/path";
import { useSession } from "../draft/useSession";
import { arrange, follow, isPlain, PLAIN, type Wish } from "./arrange";

/** What is seen of a table's rows. */
export interface View {
  wish: Wish;
  /** The rows in sight, by their places in the answer. */
  order: number[];
  /** All rows, in their own order. */
  isPlain: boolean;
  /** Rows have changed since they were arranged; they stay where they are until someone wants them anew. */
  isStale: boolean;
  want: (change: Partial<Wish>) => void;
}

interface Arranged {
  wish: Wish;
  /** The rows as they were when they were arranged … */
  from: Row[];
  /** … and as they were seen last. */
  rows: Row[];
  order: number[];
}

/** A row never jumps away while someone writes in it: rows are arranged when that is asked for, and at no other time. */
export function useView(table: string, rows: Row[], columns: Field[]): View {
  const session = useSession();
  const [kept, keep] = useState<Arranged | null>(null);
  const count = rows.length;
  const all = useMemo(() => Array.from({ length: count }, (_, at) => at), [count]);

  const arranged = (wish: Wish): Arranged | null => {
    if (isPlain(wish)) return null;
    const wrong = wrongRows(session.snapshot().report, table);
    return { wish, from: rows, rows, order: arrange(rows, columns, wish, wrong) };
  };

  let now = kept;
  if (kept && kept.rows !== rows) {
    const order = follow(kept.order, kept.rows, rows);
    now = order ? { ...kept, rows, order } : arranged(kept.wish);
    keep(now);
  }
  const wish = now?.wish ?? PLAIN;
  const order = now?.order ?? all;
  const want = (change: Partial<Wish>) => keep(arranged({ ...wish, ...change }));
  useJumpedTo(table, (row) => {
    if (!order.includes(row)) want({ ...PLAIN, sort: wish.sort });
  });
  return { wish, order, isPlain: now === null, isStale: now !== null && now.from !== now.rows, want };
}

/** Tells once of each jump to a row of the table. */
function useJumpedTo(table: string, onJump: (row: number) => void): void {
  const { jump } = useContext(JumpContext);
  const seen = useRef(0);
  useEffect(() => {
    if (!jump || jump.turn === seen.current) return;
    seen.current = jump.turn;
    const { field, row } = readPath(jump.path);
    if (field === table && row !== null) onJump(row);
  });
}
