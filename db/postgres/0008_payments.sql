-- Payments are credited and given back. Each has a short number, for buttons, whose data Telegram
-- limits (a charge id is longer than that), and for the order in which they came. One that was given
-- back is over, also if it had never been credited.

-- up

ALTER TABLE payments ADD COLUMN number BIGINT;
UPDATE payments SET number = (SELECT count(*) FROM payments AS old
    WHERE old.paid_ms < payments.paid_ms
        OR (old.paid_ms = payments.paid_ms AND old.charge <= payments.charge));
CREATE UNIQUE INDEX payments_number ON payments (number);
DROP INDEX payments_open;
CREATE INDEX payments_open ON payments (paid_ms)
    WHERE refunded_ms IS NULL AND (credited_ms IS NULL OR refund_ms IS NOT NULL);
CREATE INDEX payments_refunds ON payments (number)
    WHERE refund_ms IS NOT NULL AND refunded_ms IS NULL;

-- down

DROP INDEX payments_refunds;
DROP INDEX payments_open;
CREATE INDEX payments_open ON payments (paid_ms)
    WHERE credited_ms IS NULL OR (refund_ms IS NOT NULL AND refunded_ms IS NULL);
DROP INDEX payments_number;
ALTER TABLE payments DROP COLUMN number;
