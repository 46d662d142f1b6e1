import { screen, waitFor } from "@testing-library/react";
import { form } from "../mock/drafts";
import { byId, renderDraft } from "../test/app";
import { documentOf, firstPlaceOf, placeOf } from "./placeOf";

const place = (page: number, path: string) => ({
  page,
  rect: [0, 0, 10, 10] as [number, number, number, number],
  path,
  signature: null,
});
const document = {
  id: "application",
  title: "申请表",
  fileName: "01.pdf",
  pages: 3,
  places: [place(1, "organisation.name"), place(2, "team.roster[0].name"), place(3, "team.roster[4].name")],
};

test("an answer is found on its page, a cell without one of its own by its row or table", () => {
  expect(placeOf(document, "organisation.name")?.page).toBe(1);
  expect(placeOf(document, "team.roster[4].post")?.page).toBe(3);
  expect(placeOf(document, "team.roster[9].post")?.page).toBe(2);
  expect(placeOf(document, "team.headcount")).toBeUndefined();
});

test("the document of a section is the first that prints something of it", () => {
  const empty = { ...document, id: "cover", places: [] };
  const team = form.sections.find(({ id }) => id === "team");
  if (!team) throw new Error("no team");
  expect(documentOf([empty, document], team)?.id).toBe("application");
  expect(documentOf([empty], team)?.id).toBe("cover");
  expect(firstPlaceOf(document, team)?.page).toBe(2);
});

test("the page stands beside the fields, follows the field, and a click on a passage leads back", async () => {
  const { user } = await renderDraft("in-house");
  await user.click(screen.getByRole("button", { name: "在旁边预览页面" }));
  await screen.findByRole("complementary", { name: "页面预览" });
  await user.click(await screen.findByRole("button", { name: "去修改：设计团队人数" }));
  await waitFor(() => expect(byId("field:team.headcount")).toHaveFocus());
  expect(window.document.querySelector(".passage-mark")).toBeInTheDocument();
});

test("typing pauses before the pages are made anew", async () => {
  const { user, library } = await renderDraft("in-house");
  let made = 0;
  const answer = library.answer.bind(library);
  library.answer = (command, args) => {
    if (command === "preview_documents") made += 1;
    return answer(command, args);
  };
  await user.click(screen.getByRole("button", { name: "在旁边预览页面" }));
  await waitFor(() => expect(made).toBe(1));
  await user.type(byId("field:organisation.name"), "一二三四五六");
  expect(made).toBe(1);
  await waitFor(() => expect(made).toBe(2));
});
