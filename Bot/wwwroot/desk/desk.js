// The desk works without this file. With it, pages stay fresh, keys press buttons, and drafts keep themselves.
import "./live.js";
import "./keys.js";
import "./forms.js";
import "./reply.js";
