-- The announced deletion of one dataset lets go of its own label events only. Runs and evidence do not say whose they are, and
-- in a cascade their programs are gone already: of them any announced deletion may take rows.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  announced text := coalesce(current_setting('linewise.deleting_dataset', true), '');
BEGIN
  IF TG_OP = 'DELETE' AND announced <> '' THEN
    -- A statement of its own: other tables have no such column.
    IF TG_TABLE_NAME <> 'label_events' THEN RETURN OLD; END IF;
    IF OLD.dataset_id::text = announced THEN RETURN OLD; END IF;
  END IF;
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END $$;
