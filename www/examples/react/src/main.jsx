import { createRoot } from "react-dom/client";
import { Consult } from "./Consult.jsx";

createRoot(document.querySelector("#root")).render(<Consult municipality="GM0718" />);
