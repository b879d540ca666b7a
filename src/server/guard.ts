/** Who may ask: known host names only (against DNS rebinding), and a token when the board listens beyond loopback. */
import { createHash, timingSafeEqual } from "node:crypto";
import type { MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { ExplainedError } from "../model/index.ts";

export type Access =
  /** Loopback: whoever can reach it is this machine, provided that the page's name is one of these. */
  | { readonly kind: "loopback"; readonly allowedHosts: readonly string[] }
  /** Reachable from elsewhere: only with the token. */
  | { readonly kind: "token"; readonly token: string };

const COOKIE = "nashboard_token";
const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy":
    "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
};

export function securityHeaders(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) context.res.headers.set(name, value);
  };
}

export function isLoopbackName(hostname: string): boolean {
  return LOOPBACK_NAMES.includes(hostname);
}

export function guard(access: Access): MiddlewareHandler {
  return access.kind === "loopback" ? hostGuard(access.allowedHosts) : tokenGuard(access.token);
}

function hostGuard(allowedHosts: readonly string[]): MiddlewareHandler {
  const allowed = new Set([...LOOPBACK_NAMES, ...allowedHosts]);
  return async (context, next) => {
    const host = context.req.header("host") ?? "";
    const name = host.replace(/:\d+$/, "").toLowerCase();
    if (!allowed.has(name)) throw hostNotAllowed(host);
    await next();
  };
}

function hostNotAllowed(host: string): ExplainedError {
  return new ExplainedError({
    code: "HOST_NOT_ALLOWED",
    what: `The request named the host “${host}”, which this board does not answer to.`,
    why: "A page on another site could otherwise read your logs by pointing its name at this machine.",
    fix: "Open the address that Nashboard printed, or start it with --allow-host NAME for a proxy.",
  });
}

/** The token comes once in the address, moves into a cookie, and disappears from the address. */
function tokenGuard(token: string): MiddlewareHandler {
  return async (context, next) => {
    const url = new URL(context.req.url);
    const given = url.searchParams.get("token");
    if (given !== null && isSame(given, token)) {
      url.searchParams.delete("token");
      setCookie(context, COOKIE, token, { httpOnly: true, sameSite: "Lax", path: "/" });
      return context.redirect(url.search === "" ? "./" : `./${url.search}`);
    }
    const bearer = context.req.header("authorization")?.replace(/^Bearer /, "");
    const shown = getCookie(context, COOKIE) ?? bearer ?? "";
    if (!isSame(shown, token)) throw tokenNeeded();
    return await next();
  };
}

function tokenNeeded(): ExplainedError {
  return new ExplainedError({
    code: "TOKEN_NEEDED",
    what: "This board asks for a token, and the request had none or a wrong one.",
    why: "It listens beyond this machine, so anybody on the network could otherwise read the logs.",
    fix: "Open the whole address that Nashboard printed when it started; it contains the token.",
  });
}

function isSame(left: string, right: string): boolean {
  const digest = (value: string) => createHash("sha256").update(value).digest();
  return timingSafeEqual(digest(left), digest(right));
}
