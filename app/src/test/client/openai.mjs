// Checks `ponder serve` with the official OpenAI client for Node. In an empty folder:
//   npm init -y && npm i openai, copy this file into it, start ./ponder serve, then
//   node openai.mjs http://127.0.0.1:11500/v1 MODEL
import OpenAI from "openai";
const [base, model] = process.argv.slice(2);
const client = new OpenAI({ baseURL: base, apiKey: "none", maxRetries: 0 });
const messages = [{ role: "user", content: "How many r's are in strawberry?" }];
console.log("models", (await client.models.list()).data.map(m => m.id), (await client.models.retrieve(model)).id);
const whole = await client.chat.completions.create({ model, messages, temperature: 0 });
console.log("whole", JSON.stringify(whole.choices[0].message), whole.choices[0].finish_reason, JSON.stringify(whole.usage));
let thought = "", answer = "", usage = null, finish = null;
const stream = await client.chat.completions.create({ model, messages, temperature: 0, stream: true, stream_options: { include_usage: true } });
for await (const chunk of stream) {
  const c = chunk.choices[0];
  thought += c?.delta?.reasoning_content ?? "";
  answer += c?.delta?.content ?? "";
  finish = c?.finish_reason ?? finish;
  usage = chunk.usage ?? usage;
}
console.log("stream", JSON.stringify(answer), finish, JSON.stringify(usage));
if (answer !== whole.choices[0].message.content || thought !== whole.choices[0].message.reasoning_content) throw new Error("stream and whole differ");
const helper = client.chat.completions.stream({ model, messages, temperature: 0 });
console.log("helper", JSON.stringify(await helper.finalContent()));
for (const bad of [{ model: "nope" }, { tools: [{ type: "function", function: { name: "f", parameters: {} } }] }]) {
  try { await client.chat.completions.create({ model, messages, ...bad }); throw new Error("not refused"); }
  catch (e) { console.log("refused", e.constructor.name, e.status, e.code, e.message); }
}
const abort = new AbortController();
const cut = await client.chat.completions.create({ model, messages, stream: true, temperature: 0 }, { signal: abort.signal });
for await (const chunk of cut) { abort.abort(); break; }
console.log("after abort", (await client.chat.completions.create({ model, messages, temperature: 0, seed: 1, stop: ["zzz"], max_tokens: 7 })).choices[0].finish_reason);
