import { type ComponentType, lazy, Suspense } from "react";

/** A component in a file of its own, which is read when it is first shown: the first screen does not wait for the others. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  const Loaded = lazy(async () => ({ default: await load() }));
  return function Later(props: P) {
    return (
      <Suspense fallback={null}>
        <Loaded {...props} />
      </Suspense>
    );
  };
}
