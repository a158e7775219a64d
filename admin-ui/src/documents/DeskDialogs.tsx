import { DateInput, required, SelectInput, TextInput } from "react-admin";
import type { Colleague, DocumentView } from "../providers/wire.ts";
import { useRead } from "../shared/useRead.ts";
import { useEnum, useText } from "../shared/useText.ts";
import { VerbDialog } from "../shared/VerbDialog.tsx";

export type Aside = "hold" | "handOver" | "escalate";
type Props = {
  document: DocumentView;
  /** Saves unsaved rows, so that whoever comes next has them; answers the version to act on. */
  saveFirst: () => Promise<number>;
  onDone: () => void;
  onClose: () => void;
};

/** Puts the document aside until a day: it comes back by itself. Rows too unfinished to be saved stay in this browser. */
function HoldDialog({ document, saveFirst, onDone, onClose }: Props) {
  const t = useText("documents");
  return (
    <VerbDialog
      title={t("aside.hold.title")}
      explain={t("aside.hold.explain")}
      submit={t("aside.hold.submit")}
      verb={async (registry, values: { until?: string; note: string }) =>
        registry.holdDocument({
          id: document.id,
          version: await saveFirst().catch(() => document.version),
          ...values,
        })
      }
      done={t("aside.hold.done")}
      seen={document}
      onDone={onDone}
      onClose={onClose}
    >
      <TextInput source="note" label={t("aside.hold.note")} validate={required()} multiline autoFocus />
      <DateInput source="until" label={t("aside.hold.until")} helperText={t("aside.hold.untilHelp")} />
    </VerbDialog>
  );
}

function HandOverDialog({ document, saveFirst, onDone, onClose }: Props) {
  const t = useText("documents");
  const word = useEnum();
  const { data } = useRead<Colleague[]>(["documents", "colleagues"], (registry) =>
    registry.documentColleagues(),
  );
  return (
    <VerbDialog
      title={t("aside.handOver.title")}
      explain={t("aside.handOver.explain")}
      submit={t("aside.handOver.submit")}
      verb={async (registry, values: { toAccountId: number; note: string }) =>
        registry.handOverDocument({ id: document.id, version: await saveFirst(), ...values })
      }
      done={t("aside.handOver.done")}
      seen={document}
      onDone={onDone}
      onClose={onClose}
    >
      <SelectInput
        source="toAccountId"
        label={t("aside.handOver.to")}
        validate={required()}
        choices={(data ?? []).map(({ id, name, role }) => ({ id, name: `${name} · ${word("role", role)}` }))}
        isPending={!data}
        autoFocus
      />
      <TextInput source="note" label={t("aside.handOver.note")} validate={required()} multiline />
    </VerbDialog>
  );
}

function EscalateDialog({ document, saveFirst, onDone, onClose }: Props) {
  const t = useText("documents");
  return (
    <VerbDialog
      title={t("aside.escalate.title")}
      explain={t("aside.escalate.explain")}
      submit={t("aside.escalate.submit")}
      verb={async (registry, values: { note: string }) =>
        registry.escalateDocument({ id: document.id, version: await saveFirst(), ...values })
      }
      done={t("aside.escalate.done")}
      seen={document}
      onDone={onDone}
      onClose={onClose}
    >
      <TextInput source="note" label={t("aside.escalate.note")} validate={required()} multiline autoFocus />
    </VerbDialog>
  );
}

const dialogs = { hold: HoldDialog, handOver: HandOverDialog, escalate: EscalateDialog } as const;

/** Puts a document aside, gives it to a colleague or to a senior one; each says what follows and asks why. */
export function DeskDialog({ aside, ...props }: Props & { aside: Aside }) {
  const Dialog = dialogs[aside];
  return <Dialog {...props} />;
}
