import { useCallback } from "react";
import { usePermissions } from "react-admin";

/** Whether the role holds a `resource:action`, to leave out what it could not do anyway. */
export function useCan() {
  const { permissions } = usePermissions<readonly string[]>();
  return useCallback((permission: string) => permissions?.includes(permission) ?? false, [permissions]);
}
