// What a person does to sweeps and tokens in the dashboard.

// Pauses and resumes a trial that waits, with the keyboard alone; then sets the sweep's priority. Escape changes nothing.
export async function steer(page, { open, check, seen }) {
  await open(page, "sweeps/live/trials/3");
  const status = name => page.locator("main .status", { hasText: name }).first().waitFor();
  const press = async button => {
    await button.focus();
    await page.keyboard.press("Enter");
  };
  await press(page.getByRole("button", { name: "Pause" }));
  await page.getByRole("dialog").waitFor();
  await check(page, "the dialog");
  await page.keyboard.press("Escape");
  seen.used.dialogs = await page.getByRole("dialog").count();
  for (const [verb, then] of [["Pause", "Paused"], ["Resume", "Pending"]]) {
    await press(page.getByRole("button", { name: verb }));
    await press(page.getByRole("dialog").getByRole("button", { name: verb }));
    await status(then);
  }

  await open(page, "sweeps/live/timeline");
  await press(page.getByRole("button", { name: "Priority" }));
  await page.getByLabel("Priority", { exact: true }).fill("7");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await page.locator("td", { hasText: "Resumed" }).first().waitFor();
  await open(page, "sweeps/live/trials/2");
  await press(page.getByRole("button", { name: "Cancel" }));
  await press(page.getByRole("dialog").getByRole("button", { name: "Cancel the trial" }));
  await status("Cancelled");
  await open(page, "sweeps/live/timeline");
  await page.locator("td", { hasText: "Cancelled" }).first().waitFor();
  seen.used.events = await page.locator("main").innerText();
  seen.used.admin = await page.locator("main button").allInnerTexts();
}

// Makes a token for a viewer, and revokes another one.
export async function make(page, { open, check, seen }) {
  await open(page, "tokens");
  const one = async name => {
    await page.getByRole("button", { name: "Make a token" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Make it" }).click();
    await page.getByRole("status").getByText(`The token of ${name}`).waitFor();
    return page.locator(".made code").innerText();
  };
  await one("mistake");
  const token = await one("reader");
  await check(page, "a new token");
  await page.getByRole("button", { name: "Revoke mistake" }).click();
  await page.getByRole("button", { name: "Revoke the token" }).click();
  await page.locator("td", { hasText: "revoked" }).waitFor();
  return token;
}

// A viewer sees a sweep and nothing that steers.
export async function visitAs(page, { open, check, seen }, token) {
  await page.getByLabel("Token").fill(token);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Sweeps" }).waitFor();
  await open(page, "sweeps/live/timeline");
  seen.used.viewer = await page.locator("main button").allInnerTexts();
  await check(page, "a viewer's page");
}

export async function leave(page, { check, seen }) {
  await page.getByRole("button", { name: "Log out" }).click();
  await page.getByRole("heading", { name: "Log in" }).waitFor();
  await check(page, "login");
  await page.getByLabel("Token").fill("no-token");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").waitFor();
  seen.used.refused = await page.getByRole("alert").innerText();
  // The browser itself reports a refused request as an error of the console.
  seen.errors = seen.errors.filter(text => !text.includes("401"));
}
