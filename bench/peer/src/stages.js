import { initializeB24Frame } from "@bitrix24/b24jssdk";
import { ref, shallowRef } from "vue";

/** The directory that belongs to the place the application was opened in. */
function opening(placement) {
  const pipeline = /category\/(\d+)/.exec(placement.options?.URI ?? "")?.[1];
  return pipeline > 0 ? `DEAL_STAGE_${pipeline}` : "DEAL_STAGE";
}

/** The stages of the opening directory, and what can be done to them. */
export function useStages() {
  const rows = shallowRef([]);
  const phase = ref("loading");
  const failure = ref("");
  let b24;
  let entity;

  async function call(method, params) {
    const answer = await b24.actions.v2.call.make({ method, params });
    if (!answer.isSuccess) throw new Error(answer.getErrorMessages().join("; "));
    return answer.getData().result;
  }

  /** Does something, and says so if it fails. What was shown meanwhile is read anew then. */
  async function attempt(work) {
    failure.value = "";
    try {
      await work();
    } catch (error) {
      failure.value = error.message;
      await read().catch(() => {});
    }
  }

  async function read() {
    rows.value = await call("crm.status.list", { filter: { ENTITY_ID: entity }, order: { SORT: "ASC" } });
  }

  async function start() {
    await attempt(async () => {
      b24 = await initializeB24Frame();
      entity = opening(b24.placement);
      await read();
      phase.value = "ready";
    });
  }

  function replace(id, fields) {
    rows.value = rows.value.map((row) => (row.ID === id ? { ...row, ...fields } : row));
  }

  const change = (id, fields) =>
    attempt(async () => {
      replace(id, fields);
      await call("crm.status.update", { id, fields });
    });

  const add = (name) =>
    attempt(async () => {
      const sort = Math.max(0, ...rows.value.filter((row) => !row.EXTRA?.SEMANTICS || row.EXTRA.SEMANTICS === "process").map((row) => Number(row.SORT))) + 1;
      const code = `P_${Date.now().toString(36).toUpperCase()}`;
      await call("crm.status.add", { fields: { ENTITY_ID: entity, STATUS_ID: code, NAME: name, SORT: sort, COLOR: "#2FC6F6" } });
      await read();
    });

  const remove = (id) =>
    attempt(async () => {
      await call("crm.status.delete", { id });
      rows.value = rows.value.filter((row) => row.ID !== id);
    });

  /** Lets a row change places with its neighbour. */
  const move = (id, step) =>
    attempt(async () => {
      const at = rows.value.findIndex((row) => row.ID === id);
      const to = at + step;
      if (!rows.value[to]) return;
      const [one, other] = [rows.value[at], rows.value[to]];
      const moved = [...rows.value];
      moved[to] = { ...one, SORT: other.SORT };
      moved[at] = { ...other, SORT: one.SORT };
      rows.value = moved;
      const answer = await b24.actions.v2.batch.make({
        calls: [moved[at], moved[to]].map((row) => ["crm.status.update", { id: row.ID, fields: { SORT: row.SORT } }]),
      });
      if (!answer.isSuccess) throw new Error(answer.getErrorMessages().join("; "));
    });

  return { rows, phase, failure, start, change, add, remove, move };
}
