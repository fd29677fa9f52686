const OPENING = /^(?:[\w$]+ )?[[{](?!…?[\]}]$)./s;

/** Whether a value that was written down in short has parts. Cheap: it is asked for every variable that is shown. */
export const canOpen = (value: string): boolean => OPENING.test(value);
