"use client";

import { Page } from "../shell/page";

export function Overview() {
  return <Page title="Overview">{null}</Page>;
}
