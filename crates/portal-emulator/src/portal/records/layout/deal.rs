use super::Field;

/// Deals as the older methods print them, in their order.
pub(super) const FIELDS: &[Field] = &[
    Field::ID,
    Field::title("TITLE"),
    Field::code("TYPE_ID").or("SALE"),
    Field::stage("STAGE_ID"),
    Field::integer("PROBABILITY"),
    Field::text("CURRENCY_ID").or("EUR"),
    Field::money("OPPORTUNITY"),
    Field::flag("IS_MANUAL_OPPORTUNITY"),
    Field::money("TAX_VALUE"),
    Field::integer("LEAD_ID").locked(),
    Field::integer("COMPANY_ID"),
    Field::integer("CONTACT_ID"),
    Field::integer("QUOTE_ID").locked(),
    Field::since("BEGINDATE"),
    Field::since("CLOSEDATE"),
    Field::user("ASSIGNED_BY_ID"),
    Field::user("CREATED_BY_ID").locked(),
    Field::user("MODIFY_BY_ID").locked(),
    Field::since("DATE_CREATE").locked(),
    Field::since("DATE_MODIFY").locked(),
    Field::flag("OPENED").or("Y"),
    Field::flag("CLOSED").locked(),
    Field::text("COMMENTS"),
    Field::text("ADDITIONAL_INFO"),
    Field::text("LOCATION_ID"),
    Field::CATEGORY,
    Field::semantics("STAGE_SEMANTIC_ID"),
    Field::flag("IS_NEW").locked(),
    Field::flag("IS_RECURRING"),
    Field::flag("IS_RETURN_CUSTOMER"),
    Field::flag("IS_REPEATED_APPROACH"),
    Field::code("SOURCE_ID"),
    Field::text("SOURCE_DESCRIPTION"),
    Field::text("ORIGINATOR_ID"),
    Field::text("ORIGIN_ID"),
    Field::user("MOVED_BY_ID").locked(),
    Field::since("MOVED_TIME").locked(),
    Field::since("LAST_ACTIVITY_TIME").locked(),
    Field::text("UTM_SOURCE"),
    Field::text("UTM_MEDIUM"),
    Field::text("UTM_CAMPAIGN"),
    Field::text("UTM_CONTENT"),
    Field::text("UTM_TERM"),
    Field::user("LAST_ACTIVITY_BY").locked(),
];

/// What `crm.item.*` calls the fields, in its order; names that are no fields above are null there.
pub(super) const VIEW: &str = "\
    id createdTime dateCreateShort updatedTime dateModifyShort createdBy updatedBy assignedById \
    opened leadId companyId contactId quoteId title productId categoryId stageId stageSemanticId \
    isNew isRecurring isReturnCustomer isRepeatedApproach closed typeId opportunity \
    isManualOpportunity taxValue currencyId probability comments begindate begindateShort \
    closedate closedateShort eventDate eventDateShort eventId eventDescription locationId \
    webformId sourceId sourceDescription originatorId originId additionalInfo searchContent \
    orderStage movedBy movedTime lastActivityBy lastActivityTime isWork isWon isLose \
    receivedAmount lostAmount hasProducts utmSource utmMedium utmCampaign utmContent utmTerm \
    observers contactIds entityTypeId";
