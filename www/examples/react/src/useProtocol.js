import { init, Registry } from "domeinwijzer";
import { files } from "domeinwijzer/protocols";
import { useEffect, useState } from "react";

/** The day in local time, as year-month-day. */
export const today = () => new Date().toLocaleDateString("sv");

/** The protocol that is in force today, or the reason why there is none; freed with the component. */
export function useProtocol(municipality) {
  const [state, setState] = useState({});
  useEffect(() => {
    let protocol;
    let gone = false;
    init()
      .then(() => {
        if (gone) return;
        const registry = new Registry(files);
        try {
          protocol = registry.find(municipality, today());
        } finally {
          registry.free();
        }
        setState({ protocol });
      })
      .catch((failure) => gone || setState({ failure }));
    return () => {
      gone = true;
      protocol?.free();
      setState({});
    };
  }, [municipality]);
  return state;
}
