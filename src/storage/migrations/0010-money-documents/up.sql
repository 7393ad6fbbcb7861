-- Role server. Pay-ins, pay-outs and the acceptance of a cash shift name the shift.
create index document_linked on document (tenant_id, (content->>'linkedDocumentId'))
  where content->>'linkedDocumentId' is not null;
