/** What the program says of itself. */
import type { About } from "../backend";

const ABOUT: About = {
  version: "0.1.0",
  licences: {
    parts: [
      { name: "lopdf", version: "0.47.0", licence: "MIT", texts: [0] },
      { name: "Noto Serif SC", version: "", licence: "OFL-1.1", texts: [1] },
      { name: "react", version: "19.3.1", licence: "MIT", texts: [0] },
      { name: "serde", version: "1.0.228", licence: "MIT OR Apache-2.0", texts: [0, 2] },
    ],
    texts: ["MIT License\n\nPermission is hereby granted…", "SIL OPEN FONT LICENSE…", "Apache License…"],
  },
};

export const aboutCommands = {
  about: () => ABOUT,
  export_log: () => "/home/user/文档/申报-运行日志.txt",
};
