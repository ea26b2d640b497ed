/** The function of docs/lambda.md: the server as it is. Options for a program of your own go behind the environment. */
import { createLambdaHandler } from 'accesstoken2-server/lambda';

export const handler = await createLambdaHandler(process.env);
