import { useState } from "react";
import type { RegistryError } from "../providers/httpClient.ts";
import type { RequestView } from "../providers/wire.ts";
import { UploadField } from "../shared/UploadField.tsx";
import { useText } from "../shared/useText.ts";
import { VerbButton } from "../shared/VerbButton.tsx";
import { VerbDialog } from "../shared/VerbDialog.tsx";

function Dialog({ request, close }: { request: RequestView; close: () => void }) {
  const t = useText("requests");
  const [file, setFile] = useState<File | null>(null);
  const [refused, setRefused] = useState<string>();
  return (
    <VerbDialog
      title={t("addFile")}
      submit={t("addFile")}
      verb={async (registry) => {
        setRefused(undefined);
        if (!file) {
          setRefused(t("chooseFile"));
          throw new Error(t("chooseFile"));
        }
        await registry.addRequestFile(request.id, file).catch((error: RegistryError) => {
          setRefused(error.body?.errors?.file);
          throw error;
        });
      }}
      done={t("fileAdded")}
      onClose={close}
    >
      <UploadField id="add-request-file" label={t("create.file")} error={refused} onChange={setFile} />
    </VerbDialog>
  );
}

/** Proof that came by letter or hand joins the request. */
export function AddFile({ request }: { request: RequestView }) {
  const t = useText("requests");
  return (
    <VerbButton label={t("addFile")} size="small">
      {(close) => <Dialog request={request} close={close} />}
    </VerbButton>
  );
}
