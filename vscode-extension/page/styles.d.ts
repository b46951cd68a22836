/** esbuild takes styles out of what imports them, and puts them into `page.css`. */
declare module "*.css";
