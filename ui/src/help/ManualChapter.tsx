import { Fragment } from "react";
import { pictureAt } from "./manual";
import type { Block, Chapter, Span } from "./markdown";

/** A chapter of the manual. */
export function ManualChapter({ chapter }: { chapter: Chapter }) {
  return (
    <section className="manual" aria-label={chapter.title}>
      <h2>{chapter.title}</h2>
      {chapter.blocks.map((block, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
        <BlockView key={at} block={block} />
      ))}
    </section>
  );
}

function BlockView({ block }: { block: Block }) {
  switch (block.kind) {
    case "heading":
      return <h3>{block.text}</h3>;
    case "paragraph":
      return (
        <p>
          <Spans spans={block.spans} />
        </p>
      );
    case "list": {
      const items = block.items.map((spans, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
        <li key={at}>
          <Spans spans={spans} />
        </li>
      ));
      return block.isNumbered ? <ol>{items}</ol> : <ul>{items}</ul>;
    }
    case "picture":
      return <img src={pictureAt(block.file)} alt={block.text} loading="lazy" />;
  }
}

function Spans({ spans }: { spans: Span[] }) {
  return spans.map(({ kind, text }, at) => {
    const Tag = kind === "text" ? Fragment : kind;
    // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
    return <Tag key={at}>{text}</Tag>;
  });
}
