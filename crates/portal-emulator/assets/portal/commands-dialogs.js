// Commands that let the user choose (frame-protocol §4). Cancelling is silence.

import { choose } from './dialogs.js';

/** What the CRM dialog offers: there are no records with names in the emulator. */
const RECORDS = {
  lead: ['L', 'Lead'],
  contact: ['C', 'Contact'],
  company: ['CO', 'Company'],
  deal: ['D', 'Deal'],
  quote: ['Q', 'Estimate'],
};

function userOf(person) {
  return {
    id: person.id,
    name: person.name,
    photo: '',
    position: '',
    url: `/company/personal/user/${person.id}/`,
    sub: false,
    sup: false,
  };
}

function recordsOf(type) {
  const [prefix, title] = RECORDS[type];
  return [1, 2, 3].map((id) => ({
    id: `${prefix}_${id}`,
    type,
    place: type,
    title: `${title} ${id}`,
    desc: '',
    url: `/crm/${type}/details/${id}/`,
  }));
}

export const dialogCommands = {
  /** `mult` must be 0 or 1, or a boolean: with anything else the portal has no function to report the choice to. */
  async selectUser(params, reply) {
    const mult = parseInt(params.mult + 0);
    const items = this.page.people.map((person) => ({ value: userOf(person), label: person.name }));
    const chosen = await choose({ title: 'Choose people', items, multiple: mult === 1 });
    if (chosen && mult === 1) reply(chosen);
    else if (chosen && mult === 0) reply(chosen[0]);
  },

  async selectAccess(params, reply) {
    const held = [params.value ?? []].flat();
    const rights = [
      { id: 'AU', name: 'All authorized users', provider: 'Other' },
      ...this.page.people.map((person) => ({ id: `U${person.id}`, name: person.name, provider: 'User' })),
    ];
    const items = rights.map((right) => ({ value: right, label: right.name, chosen: held.includes(right.id) }));
    const chosen = await choose({ title: 'Choose access rights', items, multiple: true });
    if (chosen) reply(chosen);
  },

  async selectCRM(params, reply) {
    const types = [params.entityType ?? Object.keys(RECORDS)].flat().filter((type) => Object.hasOwn(RECORDS, type));
    const held = (type, id) => Object.values(params.value?.[type] ?? {}).some((it) => id.endsWith(`_${it}`) || id === it);
    const items = types
      .flatMap(recordsOf)
      .map((record) => ({ value: record, label: record.title, chosen: held(record.type, record.id) }));
    const chosen = await choose({ title: 'Choose CRM items', items, multiple: Boolean(params.multiple) });
    if (!chosen) return;
    // A bucket is an object with numbers for keys, not an array.
    const buckets = types.map((type) => [type, { ...chosen.filter((record) => record.type === type) }]);
    reply(Object.fromEntries(buckets));
  },

  /** The form of the portal's own that this opens is not emulated; the older release does not know the command. */
  showAppForm(params) {
    console.info('showAppForm', params);
  },
};
