import { bootstrapApplication } from "@angular/platform-browser";
import { Consult } from "./consult";

bootstrapApplication(Consult).catch((error: unknown) => console.error(error));
