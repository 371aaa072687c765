// Builds the page into the package: one script, one style sheet, one HTML file for a server, and the licences of what is inside.
import { build } from "esbuild";
import { parse } from "smol-toml";
import { copyFile, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, "..", "src", "tollbook", "publish", "front");

// The words of the page are tables of the lexicon: a person who does not program can read and change them.
const tables = {
  name: "tables",
  setup(on) {
    on.onLoad({ filter: /\.toml$/ }, async ({ path }) => ({
      contents: JSON.stringify(parse(await readFile(path, "utf8"))),
      loader: "json",
      watchFiles: [path],
    }));
  },
};

await mkdir(out, { recursive: true });
const result = await build({
  absWorkingDir: here,
  entryPoints: { app: "src/main.tsx", page: "src/page.css" },
  outdir: out,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["es2022", "chrome109", "firefox115", "safari16"],
  jsx: "automatic",
  jsxImportSource: "preact",
  charset: "utf8",
  legalComments: "none",
  plugins: [tables],
  metafile: true,
  logLevel: "warning",
});
await copyFile(join(here, "src", "index.html"), join(out, "index.html"));

const inside = new Set(Object.keys(result.metafile.inputs).flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []));
const licences = await Promise.all([...inside].sort().map(async (name) => {
  const folder = join(here, "node_modules", name);
  const facts = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${facts.version} (${facts.license})\n\n${file ? await readFile(join(folder, file), "utf8") : ""}`;
}));
await writeFile(join(out, "licences.txt"), licences.join("\n\n--------\n\n"));
