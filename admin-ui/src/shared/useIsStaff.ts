import { useGetIdentity } from "react-admin";
import { type StaffRole, staffRoles } from "#db/enums.ts";

/** Whether one acts in a role of the registry's own office: it reads contact data, lanes and who has what. */
export function useIsStaff(): boolean {
  const { identity } = useGetIdentity();
  return staffRoles.includes(identity?.role as StaffRole);
}
