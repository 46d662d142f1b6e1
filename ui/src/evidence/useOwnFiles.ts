import { useEffect } from "react";
import type { Attachment, InspectedFile } from "../backend";
import { useSession, useSnapshot } from "../draft/useSession";

/** An attachment of one field. */
export interface OwnFile {
  /** Among all attachments of the draft. */
  at: number;
  /** Stays the same while the file is moved. */
  key: string;
  name: string;
  /** The content is not in the library. */
  isLost: boolean;
  /** Undefined: not looked at yet. */
  inspected: InspectedFile | undefined;
  /** An attachment before it with the same content. */
  sameAs: string | null;
}

/** A field's files in their order, each with what is known about it; asks for what is not known yet. */
export function useOwnFiles(field: string): OwnFile[] {
  const session = useSession();
  const attachments = useSnapshot(({ draft }) => draft.attachments) ?? [];
  const inspected = useSnapshot(({ inspected }) => inspected);
  const own = ownFiles(attachments, field, inspected);
  const isUnknown = own.some((file) => !file.isLost && !file.inspected);
  useEffect(() => {
    if (isUnknown) void session.inspect();
  }, [isUnknown, session]);
  return own;
}

function ownFiles(
  attachments: Attachment[],
  field: string,
  inspected: ReadonlyMap<string, InspectedFile>,
): OwnFile[] {
  const seen = new Map<string, string>();
  const keys = new Map<string, number>();
  const own: OwnFile[] = [];
  for (const [at, { field: of, path, sha256 }] of attachments.entries()) {
    const name = path.split(/[\\/]/).at(-1) ?? path;
    const sameAs = sha256 ? (seen.get(sha256) ?? null) : null;
    if (sha256 && !sameAs) seen.set(sha256, name);
    if (of !== field) continue;
    const content = sha256 ?? name;
    const again = keys.get(content) ?? 0;
    keys.set(content, again + 1);
    const key = `${content}:${again}`;
    own.push({
      at,
      key,
      name,
      isLost: !sha256,
      inspected: sha256 ? inspected.get(sha256) : undefined,
      sameAs,
    });
  }
  return own;
}
