/** The built page as a module (`npm run build`), for servers: a single HTML file that loads no others. */
export const page: string;
/** The policy in the page's `<meta>`, for the header. Only there can `frame-ancestors` be added. */
export const contentSecurityPolicy: string;
