// Builds the page into the package: one script, one style sheet, one HTML file for a server, and the licences of what is inside.
// `node build.mjs --stale` builds only where a source is newer than what was built.
import { build } from "esbuild";
import { parse } from "smol-toml";
import { mkdir, readFile, readdir, rename, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "src", "tollbook");
const out = process.argv.slice(2).find((word) => !word.startsWith("-")) ?? join(root, "publish", "front");

if (process.argv.includes("--stale") && (await built()) > (await newest())) process.exit(0);

async function built() {
  const made = await Promise.all(["app.js", "page.css", "index.html", "licences.txt"].map((name) => stat(join(out, name)).then((file) => file.mtimeMs, () => 0)));
  return Math.min(...made);
}

async function newest() {
  const words = ["front.toml", "page.toml"].map((name) => join(root, "lexicon", "en", name));
  const sources = (await readdir(join(here, "src"), { recursive: true })).map((name) => join(here, "src", name));
  const files = [...words, ...sources, ...["build.mjs", "package.json", "package-lock.json"].map((name) => join(here, name))];
  return Math.max(...(await Promise.all(files.map((file) => stat(file).then((found) => found.mtimeMs)))));
}

// Whoever reads meanwhile has the old file until the new one is whole.
async function write(name, contents) {
  const half = join(out, `.${process.pid}.${name}`);
  await writeFile(half, contents);
  await rename(half, join(out, name));
}

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
  write: false,
  logLevel: "warning",
});
for (const file of result.outputFiles) await write(basename(file.path), file.contents);
await write("index.html", await readFile(join(here, "src", "index.html")));

const inside = new Set(Object.keys(result.metafile.inputs).flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []));
const licences = await Promise.all([...inside].sort().map(async (name) => {
  const folder = join(here, "node_modules", name);
  const facts = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  return `${name} ${facts.version} (${facts.license})\n\n${file ? await readFile(join(folder, file), "utf8") : ""}`;
}));
await write("licences.txt", licences.join("\n\n--------\n\n"));
