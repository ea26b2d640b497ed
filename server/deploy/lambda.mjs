/** The function in docs/lambda.md: the unmodified server. To embed it with options, pass them after the environment. */
import { createLambdaHandler } from 'accesstoken2-server/lambda';

export const handler = await createLambdaHandler(process.env);
