/** The built page as a module (`npm run build`), for servers: one HTML file without references to others. */
export const page: string;
/** What the page says in a `<meta>`, for the header: `frame-ancestors` can be added only there. */
export const contentSecurityPolicy: string;
