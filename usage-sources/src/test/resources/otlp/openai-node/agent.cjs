const { NodeSDK } = require('@opentelemetry/sdk-node');
const { OpenAIInstrumentation } = require('@arizeai/openinference-instrumentation-openai');

const sdk = new NodeSDK({ instrumentations: [new OpenAIInstrumentation()] });
sdk.start();
const { OpenAI } = require('openai'); // after the instrumentation

async function main() {
  const client = new OpenAI();
  const answer = await client.chat.completions.create({
    model: 'gpt-5.5',
    messages: [{ role: 'user', content: 'What is 2+2?' }],
  });
  console.log(answer.choices[0].message.content);
}

main().finally(() => sdk.shutdown()); // sends what is left
