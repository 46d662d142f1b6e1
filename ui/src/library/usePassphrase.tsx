import { type ReactNode, useState } from "react";
import { asFailure } from "../shared/failure";
import { SecretInput } from "./SecretInput";

/** A call that may turn out to need the passphrase: the input appears then, and the next try passes it. */
export function usePassphrase(): {
  input: ReactNode;
  attempt: <T>(call: (passphrase: string | null) => Promise<T>) => Promise<T>;
} {
  const [isNeeded, setNeeded] = useState(false);
  const [passphrase, setPassphrase] = useState("");
  return {
    input: isNeeded && (
      <SecretInput id="library-passphrase" label="口令" value={passphrase} onChange={setPassphrase} />
    ),
    attempt: async (call) => {
      try {
        return await call(isNeeded ? passphrase : null);
      } catch (error) {
        if (asFailure(error).code === "passphrase_needed") setNeeded(true);
        throw error;
      }
    },
  };
}
