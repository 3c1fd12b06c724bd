// nation_duckdb.mjs FOLDER QUESTION...: loads the nation's rows into DuckDB, asks each question three
// times, prints the median.
import { readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

const [folder, ...questions] = process.argv.slice(2);
const db = await (await DuckDBInstance.create(`${folder}/nation.duckdb`, { threads: "2" })).connect();
const begin = Date.now();
for (const statement of readFileSync("bench/nation_schema.sql", "utf8").split(";\n")) {
  if (!statement.trim()) continue;
  await db.run(statement);
  const table = statement.match(/TABLE (\w+)/)[1];
  await db.run(`COPY ${table} FROM '${folder}/${table}.csv' (HEADER false)`);
}
console.log(`load\tDuckDB\t${Date.now() - begin}\t`);
for (const question of questions) {
  const sql = readFileSync(`${folder}/${question}.sql`, "utf8");
  const took = [];
  let answer;
  for (let i = 0; i < 3; ++i) {
    const start = performance.now();
    answer = (await db.runAndReadAll(sql)).getRows()[0][0];
    took.push(performance.now() - start);
  }
  took.sort((a, b) => a - b);
  console.log(`${question}\tDuckDB\t${took[1].toFixed(0)}\t${answer}`);
}
